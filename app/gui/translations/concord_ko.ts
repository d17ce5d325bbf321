<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>Application</name>
    <message>
        <source>There is no Concord project in "%1".</source>
        <translation>"%1" 폴더에는 Concord 프로젝트가 없습니다.</translation>
    </message>
    <message>
        <source>"%1" is open in another program: close that first.</source>
        <translation>"%1"은(는) 다른 프로그램에서 열려 있습니다. 먼저 그 프로그램을 닫으십시오.</translation>
    </message>
    <message>
        <source>"%1" was made by a newer version of Concord.</source>
        <translation>"%1"은(는) 더 새로운 버전의 Concord에서 만들어졌습니다.</translation>
    </message>
    <message>
        <source>"%1" cannot be opened: %2</source>
        <translation>"%1"을(를) 열 수 없습니다: %2</translation>
    </message>
</context>
<context>
    <name>HangingView</name>
    <message>
        <source>Side unknown: the file does not say left or right</source>
        <translation>좌우 불명: 파일에 좌우 정보가 없음</translation>
    </message>
    <message>
        <source>View unknown: the file does not say CC or MLO</source>
        <translation>촬영 방향 불명: 파일에 CC/MLO 정보가 없음</translation>
    </message>
    <message>
        <source>Orientation missing: chest wall side taken from the pixels</source>
        <translation>방향 태그 없음: 흉벽 쪽을 화소에서 판단함</translation>
    </message>
    <message>
        <source>Tags and pixels disagree about the chest wall: hung by the tags</source>
        <translation>흉벽 쪽이 태그와 화소에서 서로 다름: 태그대로 배치함</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Mass</source>
        <translation>종괴</translation>
    </message>
    <message>
        <source>Calcification</source>
        <translation>석회화</translation>
    </message>
    <message>
        <source>Asymmetry</source>
        <translation>비대칭</translation>
    </message>
    <message>
        <source>Architectural distortion</source>
        <translation>구조 왜곡</translation>
    </message>
    <message>
        <source>Haemorrhage</source>
        <translation>출혈</translation>
    </message>
    <message>
        <source>Hard exudate</source>
        <translation>경성 삼출물</translation>
    </message>
    <message>
        <source>Cotton-wool spot</source>
        <translation>면화반</translation>
    </message>
    <message>
        <source>Microaneurysm</source>
        <translation>미세동맥류</translation>
    </message>
    <message>
        <source>Drusen</source>
        <translation>드루젠</translation>
    </message>
    <message>
        <source>Disc haemorrhage</source>
        <translation>시신경유두 출혈</translation>
    </message>
    <message>
        <source>RNFL defect</source>
        <translation>망막신경섬유층 결손</translation>
    </message>
    <message>
        <source>Neovascularisation</source>
        <translation>신생혈관</translation>
    </message>
    <message>
        <source>Scar</source>
        <translation>반흔</translation>
    </message>
    <message>
        <source>Optic disc</source>
        <translation>시신경유두</translation>
    </message>
    <message>
        <source>Optic cup</source>
        <translation>시신경유두함몰</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>유방 밀도</translation>
    </message>
    <message>
        <source>Assessment (BI-RADS)</source>
        <translation>판정 (BI-RADS)</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Image type</source>
        <translation>영상 유형</translation>
    </message>
    <message>
        <source>Gradability</source>
        <translation>판독 가능성</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>경계</translation>
    </message>
    <message>
        <source>Morphology</source>
        <translation>형태</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>분포</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Benign</source>
        <translation>양성</translation>
    </message>
    <message>
        <source>Malignant</source>
        <translation>악성</translation>
    </message>
    <message>
        <source>Glaucoma</source>
        <translation>녹내장</translation>
    </message>
    <message>
        <source>AMD</source>
        <translation>황반변성</translation>
    </message>
    <message>
        <source>DR</source>
        <translation>당뇨망막병증</translation>
    </message>
    <message>
        <source>RVO</source>
        <translation>망막정맥폐쇄</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>양호</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>사용 가능</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>불가</translation>
    </message>
    <message>
        <source>Oval</source>
        <translation>타원형</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>원형</translation>
    </message>
    <message>
        <source>Irregular</source>
        <translation>불규칙형</translation>
    </message>
    <message>
        <source>Circumscribed</source>
        <translation>국한성</translation>
    </message>
    <message>
        <source>Obscured</source>
        <translation>가려짐</translation>
    </message>
    <message>
        <source>Microlobulated</source>
        <translation>미세소엽성</translation>
    </message>
    <message>
        <source>Indistinct</source>
        <translation>불분명</translation>
    </message>
    <message>
        <source>Spiculated</source>
        <translation>침상</translation>
    </message>
    <message>
        <source>Amorphous</source>
        <translation>무정형</translation>
    </message>
    <message>
        <source>Coarse heterogeneous</source>
        <translation>거친 불균질</translation>
    </message>
    <message>
        <source>Fine pleomorphic</source>
        <translation>미세 다형성</translation>
    </message>
    <message>
        <source>Fine linear or branching</source>
        <translation>미세 선상 또는 분지</translation>
    </message>
    <message>
        <source>Typically benign</source>
        <translation>전형적 양성</translation>
    </message>
    <message>
        <source>Diffuse</source>
        <translation>미만성</translation>
    </message>
    <message>
        <source>Regional</source>
        <translation>구역성</translation>
    </message>
    <message>
        <source>Grouped</source>
        <translation>군집</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>선상</translation>
    </message>
    <message>
        <source>Segmental</source>
        <translation>분절성</translation>
    </message>
    <message>
        <source>Modality and SOP class contradict each other</source>
        <translation>검사 종류와 SOP 클래스가 서로 다름</translation>
    </message>
    <message>
        <source>Side: image and series contradict each other</source>
        <translation>좌우: 영상과 시리즈가 서로 다름</translation>
    </message>
    <message>
        <source>Side and orientation tags contradict each other</source>
        <translation>좌우 태그와 방향 태그가 서로 다름</translation>
    </message>
    <message>
        <source>Side guessed from the orientation tag</source>
        <translation>좌우를 방향 태그에서 추정함</translation>
    </message>
    <message>
        <source>Side guessed from the place of the optic disc</source>
        <translation>좌우를 시신경유두 위치에서 추정함</translation>
    </message>
    <message>
        <source>Looks like the other eye than its file name says</source>
        <translation>파일 이름과 반대쪽 눈으로 보임</translation>
    </message>
    <message>
        <source>Special view: magnified, spot or implant displaced</source>
        <translation>특수 촬영: 확대, 국소압박 또는 보형물 전위</translation>
    </message>
    <message>
        <source>View code and view position contradict each other</source>
        <translation>촬영 방향 코드와 문자가 서로 다름</translation>
    </message>
    <message>
        <source>Pixel spacing is not usable</source>
        <translation>화소 간격을 쓸 수 없음</translation>
    </message>
    <message>
        <source>Raw image for processing, not meant to be looked at</source>
        <translation>처리용 원본 영상: 판독용이 아님</translation>
    </message>
    <message>
        <source>Compressed with loss</source>
        <translation>손실 압축됨</translation>
    </message>
    <message>
        <source>Said to have text burned in</source>
        <translation>글자가 새겨진 영상으로 표시됨</translation>
    </message>
    <message>
        <source>The file ends before its pixel data do</source>
        <translation>화소 데이터가 끝나기 전에 파일이 끝남</translation>
    </message>
    <message>
        <source>Not a colour picture</source>
        <translation>컬러 사진이 아님</translation>
    </message>
    <message>
        <source>Field of view not recognised: no round outline</source>
        <translation>시야를 인식하지 못함: 둥근 윤곽 없음</translation>
    </message>
    <message>
        <source>The picture could not be analysed</source>
        <translation>사진을 분석하지 못함</translation>
    </message>
    <message>
        <source>No image: rows or columns are missing</source>
        <translation>영상 없음: 행 또는 열이 없음</translation>
    </message>
    <message>
        <source>This reading has been submitted and is final.</source>
        <translation>이 판독은 제출되어 확정되었습니다.</translation>
    </message>
    <message>
        <source>This case is not on that reader's worklist.</source>
        <translation>이 증례는 그 판독자의 작업 목록에 없습니다.</translation>
    </message>
    <message>
        <source>A reader of the case cannot decide it: a third person does.</source>
        <translation>이 증례의 판독자는 결정할 수 없습니다. 제3자가 결정합니다.</translation>
    </message>
    <message>
        <source>The two readings agree: there is nothing to decide.</source>
        <translation>두 판독이 일치하여 결정할 것이 없습니다.</translation>
    </message>
    <message>
        <source>The two readings have not been compared yet.</source>
        <translation>두 판독을 아직 비교하지 않았습니다.</translation>
    </message>
    <message>
        <source>The readings stay apart until both are submitted.</source>
        <translation>둘 다 제출될 때까지 판독은 서로 가려집니다.</translation>
    </message>
    <message>
        <source>Not enough memory for this image.</source>
        <translation>이 영상을 위한 메모리가 부족합니다.</translation>
    </message>
    <message>
        <source>The project was opened for reading only.</source>
        <translation>프로젝트가 읽기 전용으로 열렸습니다.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>신규</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>배정됨</translation>
    </message>
    <message>
        <source>In reading</source>
        <translation>판독 중</translation>
    </message>
    <message>
        <source>Both submitted</source>
        <translation>둘 다 제출</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>비교됨</translation>
    </message>
    <message>
        <source>To adjudicate</source>
        <translation>조정 필요</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Mammography</source>
        <translation>유방촬영술</translation>
    </message>
    <message>
        <source>Fundus</source>
        <translation>안저</translation>
    </message>
    <message>
        <source>The readings agree</source>
        <translation>두 판독이 일치합니다</translation>
    </message>
    <message>
        <source>The readings agree in part</source>
        <translation>두 판독이 일부 일치합니다</translation>
    </message>
    <message>
        <source>The readings disagree</source>
        <translation>두 판독이 일치하지 않습니다</translation>
    </message>
    <message>
        <source>Same outline</source>
        <translation>같은 윤곽</translation>
    </message>
    <message>
        <source>Overlap in part</source>
        <translation>일부 겹침</translation>
    </message>
    <message>
        <source>Different label</source>
        <translation>분류가 다름</translation>
    </message>
    <message>
        <source>Only A drew it</source>
        <translation>A만 표시함</translation>
    </message>
    <message>
        <source>Only B drew it</source>
        <translation>B만 표시함</translation>
    </message>
    <message>
        <source>Readers disagree</source>
        <translation>판독자 불일치</translation>
    </message>
    <message>
        <source>Image faulty</source>
        <translation>영상 불량</translation>
    </message>
    <message>
        <source>Does not fit the clinical record</source>
        <translation>임상 기록과 불일치</translation>
    </message>
    <message>
        <source>Not eligible</source>
        <translation>선정 기준 미충족</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>기타 사유</translation>
    </message>
    <message>
        <source>calibrated</source>
        <translation>보정됨</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>검출기</translation>
    </message>
    <message>
        <source>scanner</source>
        <translation>스캐너</translation>
    </message>
    <message>
        <source>picture file</source>
        <translation>그림 파일</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The file does not follow its format.</source>
        <translation>파일이 형식에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Files of this kind are not supported.</source>
        <translation>지원하지 않는 파일 종류입니다.</translation>
    </message>
    <message>
        <source>It claims to be larger than this program allows.</source>
        <translation>프로그램이 허용하는 크기보다 크다고 되어 있습니다.</translation>
    </message>
    <message>
        <source>That is not possible here.</source>
        <translation>여기서는 할 수 없습니다.</translation>
    </message>
    <message>
        <source>Somebody else has it open.</source>
        <translation>다른 사람이 열고 있습니다.</translation>
    </message>
    <message>
        <source>The rules do not allow it.</source>
        <translation>규칙에 따라 허용되지 않습니다.</translation>
    </message>
    <message>
        <source>Writing to the disk failed; nothing was changed.</source>
        <translation>디스크에 쓰지 못했습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>The stored file no longer matches its checksum.</source>
        <translation>저장된 파일이 체크섬과 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>중지했습니다.</translation>
    </message>
    <message>
        <source>A defect of this program: please report it.</source>
        <translation>프로그램의 결함입니다. 알려 주십시오.</translation>
    </message>
    <message>
        <source>Flame haemorrhage</source>
        <translation>화염상 출혈</translation>
    </message>
    <message>
        <source>Macular haemorrhage</source>
        <translation>황반 출혈</translation>
    </message>
    <message>
        <source>Enlarged cup</source>
        <translation>확대된 유두함몰</translation>
    </message>
</context>
<context>
    <name>cw::gui::CaseForm</name>
    <message>
        <source>Submit   Ctrl+Enter</source>
        <translation>제출   Ctrl+Enter</translation>
    </message>
    <message>
        <source>Submit this reading</source>
        <translation>이 판독 제출</translation>
    </message>
    <message>
        <source>Not answered: %1</source>
        <translation>미응답: %1</translation>
    </message>
    <message>
        <source>Only looking: choose who reads at the top of the window.</source>
        <translation>보기 전용: 창 위쪽에서 판독자를 선택하십시오.</translation>
    </message>
    <message>
        <source>Only looking: this case is not on your worklist.</source>
        <translation>보기 전용: 이 증례는 내 작업 목록에 없습니다.</translation>
    </message>
    <message>
        <source>✓ Submitted. A submitted reading is final.</source>
        <translation>✓ 제출됨. 제출한 판독은 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>Every edit is saved. Submitting makes the reading final.</source>
        <translation>모든 편집은 바로 저장됩니다. 제출하면 판독이 확정됩니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::CaseTableModel</name>
    <message>
        <source>%1  ✓ submitted</source>
        <translation>%1  ✓ 제출</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>증례</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Reader A</source>
        <translation>판독자 A</translation>
    </message>
    <message>
        <source>Reader B</source>
        <translation>판독자 B</translation>
    </message>
    <message>
        <source>Excluded because</source>
        <translation>제외 사유</translation>
    </message>
</context>
<context>
    <name>cw::gui::ChoiceRow</name>
    <message>
        <source>%1 (digit %2 while this question has the focus)</source>
        <translation>%1 (이 질문이 선택된 동안 숫자 %2)</translation>
    </message>
</context>
<context>
    <name>cw::gui::ComparePage</name>
    <message>
        <source>This image cannot be shown</source>
        <translation>이 영상을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>결정</translation>
    </message>
    <message>
        <source>Agree with A   A</source>
        <translation>A에 동의   A</translation>
    </message>
    <message>
        <source>Agree with B   B</source>
        <translation>B에 동의   B</translation>
    </message>
    <message>
        <source>Exclude   X</source>
        <translation>제외   X</translation>
    </message>
    <message>
        <source>Reason for excluding</source>
        <translation>제외 사유</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>의견</translation>
    </message>
    <message>
        <source>Record decision   Ctrl+Enter</source>
        <translation>결정 기록   Ctrl+Enter</translation>
    </message>
    <message>
        <source>The case has no readers yet.</source>
        <translation>아직 배정된 판독자가 없습니다.</translation>
    </message>
    <message>
        <source>You have not submitted this case.</source>
        <translation>아직 이 증례를 제출하지 않았습니다.</translation>
    </message>
    <message>
        <source>Hidden until both readers have submitted.</source>
        <translation>두 판독자가 모두 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Hidden until the other reader has submitted.</source>
        <translation>다른 판독자가 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Hidden until you submit.</source>
        <translation>내가 제출할 때까지 가려집니다.</translation>
    </message>
    <message>
        <source>Not compared yet</source>
        <translation>아직 비교하지 않음</translation>
    </message>
    <message>
        <source>changes the decision</source>
        <translation>결정이 달라짐</translation>
    </message>
    <message>
        <source>No difference.</source>
        <translation>차이가 없습니다.</translation>
    </message>
    <message>
        <source>Decided: reading A is right.</source>
        <translation>결정: 판독 A가 맞음.</translation>
    </message>
    <message>
        <source>Decided: reading B is right.</source>
        <translation>결정: 판독 B가 맞음.</translation>
    </message>
    <message>
        <source>Decided: redrawn.</source>
        <translation>결정: 다시 그림.</translation>
    </message>
    <message>
        <source>Decided: excluded, %1.</source>
        <translation>결정: 제외, %1.</translation>
    </message>
    <message>
        <source>A reader of the case cannot decide it: a third person does.</source>
        <translation>이 증례의 판독자는 결정할 수 없습니다. 제3자가 결정합니다.</translation>
    </message>
    <message>
        <source>To decide, choose who you are at the top of the window.</source>
        <translation>결정하려면 창 위쪽에서 본인을 선택하십시오.</translation>
    </message>
    <message>
        <source>Decision recorded.</source>
        <translation>결정을 기록했습니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::FindingsPanel</name>
    <message>
        <source>None yet. Press P and click around a finding; F draws freehand.</source>
        <translation>아직 없습니다. P를 누르고 병변 둘레를 클릭하십시오. F는 자유 곡선입니다.</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>소견</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>분류</translation>
    </message>
</context>
<context>
    <name>cw::gui::MainWindow</name>
    <message>
        <source>Concord workstation</source>
        <translation>Concord 워크스테이션</translation>
    </message>
    <message>
        <source>The project was not opened</source>
        <translation>프로젝트를 열지 못했습니다</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>열린 프로젝트가 없습니다</translation>
    </message>
    <message>
        <source>Name a project folder on the command line, or make the synthetic demo.</source>
        <translation>명령줄에서 프로젝트 폴더를 지정하거나 합성 데모를 만드십시오.</translation>
    </message>
    <message>
        <source>Concord</source>
        <translation>Concord</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>nobody: only looking</source>
        <translation>없음: 보기 전용</translation>
    </message>
    <message>
        <source>Who reads</source>
        <translation>판독자 선택</translation>
    </message>
    <message>
        <source>Who reads or decides. A name that is no reader of a case may decide it.</source>
        <translation>판독하거나 결정하는 사람입니다. 증례의 판독자가 아닌 사람만 그 증례를 결정할 수 있습니다.</translation>
    </message>
    <message>
        <source>This workplace is not in the window yet. The command line does it:</source>
        <translation>이 작업은 아직 창에 없습니다. 명령줄에서 할 수 있습니다:</translation>
    </message>
    <message>
        <source>Intake: from the hospital's export to de-identified cases</source>
        <translation>반입: 병원 반출 자료를 비식별 증례로</translation>
    </message>
    <message>
        <source>Validate: models trained and tested on a frozen version</source>
        <translation>검증: 고정된 버전으로 모델을 학습하고 시험</translation>
    </message>
    <message>
        <source>loading %1</source>
        <translation>불러오는 중 %1</translation>
    </message>
    <message>
        <source>Enter opens   Ctrl+K filter   F1 all keys</source>
        <translation>Enter 열기   Ctrl+K 찾기   F1 모든 키</translation>
    </message>
    <message>
        <source>Tab next difference   A, B, X decide   F1 all keys</source>
        <translation>Tab 다음 차이   A, B, X 결정   F1 모든 키</translation>
    </message>
    <message>
        <source>This is the last case of the list.</source>
        <translation>목록의 마지막 증례입니다.</translation>
    </message>
    <message>
        <source>This is the first case of the list.</source>
        <translation>목록의 첫 증례입니다.</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>이 목록</translation>
    </message>
    <message>
        <source>Fold the rail</source>
        <translation>왼쪽 메뉴 접기</translation>
    </message>
    <message>
        <source>Fold the panel</source>
        <translation>오른쪽 패널 접기</translation>
    </message>
    <message>
        <source>Find a case</source>
        <translation>증례 찾기</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>자유 곡선</translation>
    </message>
    <message>
        <source>Select and edit</source>
        <translation>선택 및 편집</translation>
    </message>
    <message>
        <source>Close the shape</source>
        <translation>도형 닫기</translation>
    </message>
    <message>
        <source>Delete the corner or the finding</source>
        <translation>꼭짓점 또는 소견 삭제</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>All views</source>
        <translation>전체 보기</translation>
    </message>
    <message>
        <source>CC pair</source>
        <translation>CC 쌍</translation>
    </message>
    <message>
        <source>MLO pair</source>
        <translation>MLO 쌍</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>오른쪽</translation>
    </message>
    <message>
        <source>Left side</source>
        <translation>왼쪽</translation>
    </message>
    <message>
        <source>Further images</source>
        <translation>추가 영상</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>One image pixel a screen pixel</source>
        <translation>영상 화소 1:1</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>Hide the findings while held</source>
        <translation>누르는 동안 소견 숨기기</translation>
    </message>
    <message>
        <source>Next finding or difference</source>
        <translation>다음 소견 또는 차이</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>다음 증례</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>이전 증례</translation>
    </message>
    <message>
        <source>Submit; record the decision</source>
        <translation>제출, 결정 기록</translation>
    </message>
    <message>
        <source>Agree with A</source>
        <translation>A에 동의</translation>
    </message>
    <message>
        <source>Agree with B</source>
        <translation>B에 동의</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Left: tool   ·   right drag: window   ·   middle drag: pan   ·   wheel: zoom   ·   double click: maximise</source>
        <translation>왼쪽: 도구   ·   오른쪽 끌기: 윈도우   ·   가운데 끌기: 이동   ·   휠: 확대/축소   ·   두 번 클릭: 최대화</translation>
    </message>
    <message>
        <source>New finding</source>
        <translation>새 소견</translation>
    </message>
    <message>
        <source>To the questions: digits answer</source>
        <translation>질문으로: 숫자로 응답</translation>
    </message>
</context>
<context>
    <name>cw::gui::NoticePage</name>
    <message>
        <source>Command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 복사</translation>
    </message>
</context>
<context>
    <name>cw::gui::Rail</name>
    <message>
        <source>Intake</source>
        <translation>반입</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>데이터셋</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>감사</translation>
    </message>
</context>
<context>
    <name>cw::gui::ReadPage</name>
    <message>
        <source>This image cannot be shown</source>
        <translation>이 영상을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>The other images of the case are not affected. Tell the data steward; the case can be excluded.</source>
        <translation>증례의 다른 영상에는 영향이 없습니다. 데이터 관리자에게 알리십시오. 증례를 제외할 수 있습니다.</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>다각형</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>자유 곡선</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Right eye</source>
        <translation>우안</translation>
    </message>
    <message>
        <source>Left eye</source>
        <translation>좌안</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>반전</translation>
    </message>
    <message>
        <source>‹ Previous case</source>
        <translation>‹ 이전 증례</translation>
    </message>
    <message>
        <source>Next case ›</source>
        <translation>다음 증례 ›</translation>
    </message>
    <message>
        <source>P polygon   F freehand   V select   Ctrl+Z undo   F1 all keys</source>
        <translation>P 다각형   F 자유 곡선   V 선택   Ctrl+Z 실행 취소   F1 모든 키</translation>
    </message>
    <message>
        <source>F1 all keys</source>
        <translation>F1 모든 키</translation>
    </message>
    <message>
        <source>An outline needs at least three corners.</source>
        <translation>윤곽에는 꼭짓점이 세 개 이상 필요합니다.</translation>
    </message>
    <message>
        <source>The edges of an outline may not cross: move or take back a corner.</source>
        <translation>윤곽의 변은 서로 교차할 수 없습니다. 꼭짓점을 옮기거나 되돌리십시오.</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>선택한 것이 없습니다.</translation>
    </message>
    <message>
        <source>This case has no image for that step.</source>
        <translation>이 증례에는 그 단계의 영상이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>취소할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>다시 실행할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>A shape is still open: Enter closes it, Esc drops it.</source>
        <translation>닫지 않은 도형이 있습니다. Enter로 닫거나 Esc로 버리십시오.</translation>
    </message>
    <message>
        <source>Submitted. Page Down opens the next case.</source>
        <translation>제출했습니다. Page Down으로 다음 증례를 엽니다.</translation>
    </message>
</context>
<context>
    <name>cw::gui::RecordsPage</name>
    <message>
        <source>Frozen versions of the data set</source>
        <translation>고정된 데이터셋 버전</translation>
    </message>
    <message>
        <source>A version never changes: its manifest holds a checksum of every image and reading. Freezing, checking and exporting are done by the command line for now: concord freeze, concord verify, concord export.</source>
        <translation>버전은 바뀌지 않습니다. 목록 파일에 모든 영상과 판독의 체크섬이 들어 있습니다. 고정, 확인, 내보내기는 지금은 명령줄에서 합니다: concord freeze, concord verify, concord export.</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>감사 기록</translation>
    </message>
    <message>
        <source>Who did what, and when (UTC). Newest first.</source>
        <translation>누가 언제 무엇을 했는지(UTC). 최신 순.</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>Frozen at</source>
        <translation>고정 시각</translation>
    </message>
    <message>
        <source>Checksum of the manifest (SHA-256)</source>
        <translation>목록 파일의 체크섬 (SHA-256)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>누가</translation>
    </message>
    <message>
        <source>What</source>
        <translation>무엇</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>내용</translation>
    </message>
</context>
<context>
    <name>cw::gui::StatusLine</name>
    <message>
        <source>Messages</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>x %1  y %2   value %3</source>
        <translation>x %1  y %2   값 %3</translation>
    </message>
    <message>
        <source>no mm: the file names no pixel size</source>
        <translation>mm 없음: 파일에 화소 크기가 없음</translation>
    </message>
    <message>
        <source>longest axis %1 mm (%2)</source>
        <translation>장축 %1 mm (%2)</translation>
    </message>
    <message>
        <source>%1 mm per pixel (%2)</source>
        <translation>화소당 %1 mm (%2)</translation>
    </message>
    <message>
        <source>W %1  L %2</source>
        <translation>W %1  L %2</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>저장 %1</translation>
    </message>
</context>
<context>
    <name>cw::gui::WorklistPage</name>
    <message>
        <source>Settled and excluded cases</source>
        <translation>확정 및 제외된 증례</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>판독할 것</translation>
    </message>
    <message>
        <source>To adjudicate</source>
        <translation>조정 필요</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>확정</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Filter: case, state, reader   Ctrl+K</source>
        <translation>찾기: 증례, 상태, 판독자   Ctrl+K</translation>
    </message>
    <message>
        <source>Filter the worklist</source>
        <translation>작업 목록 찾기</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>작업 목록</translation>
    </message>
    <message>
        <source>This project has no cases yet</source>
        <translation>이 프로젝트에는 아직 증례가 없습니다</translation>
    </message>
    <message>
        <source>Cases come from a hospital export, and are de-identified on their way in. To try the program without patient data, make the synthetic demo.</source>
        <translation>증례는 병원 반출 자료에서 오며, 들어올 때 비식별화됩니다. 환자 자료 없이 써 보려면 합성 데모를 만드십시오.</translation>
    </message>
    <message>
        <source>%1 to read</source>
        <translation>판독할 증례 %1</translation>
    </message>
    <message>
        <source>%1 left for you to read</source>
        <translation>내가 판독할 증례 %1</translation>
    </message>
    <message>
        <source>%1 of %2 cases finished   ·   %3   ·   %4 to adjudicate   ·   %5 shown</source>
        <translation>증례 %2개 중 %1개 완료   ·   %3   ·   조정 필요 %4   ·   표시 %5</translation>
    </message>
</context>
</TS>
